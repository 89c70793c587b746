"""The languages that are spoken: one entry each."""

LANGUAGES = {"en": "English", "ko": "한국어"}
LOCALES = {"en": "en_GB", "ko": "ko_KR"}
