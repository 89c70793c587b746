"""The languages that are spoken: one entry each."""

LANGUAGES = {"en": "English", "ko": "한국어"}
LOCALES = {"en": "en_GB", "ko": "ko_KR"}
COMMAS_ALONE = {"ko"}
"""Those whose newspapers join the items of a list without a word before the last one."""
