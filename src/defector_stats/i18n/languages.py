"""The languages that are spoken: one entry each."""

LANGUAGES = {"en": "English", "ko": "한국어"}
LOCALES = {"en": "en_GB", "ko": "ko_KR"}
LETTERS = {"ko": "[가-힣]"}
"""By which a text is known to be in a language; one without them is English."""
COMMAS_ALONE = {"ko"}
"""Those whose newspapers join the items of a list without a word before the last one."""
WHOLE_WORDS = {"ko"}
"""Those whose words are not broken, also where a bracket or a dash stands within one."""
