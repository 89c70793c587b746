"""The colours of the charts, computed: contrast, and what colour-blind readers see of them."""

import itertools
import re

import numpy as np
import numpy.typing as npt
import pytest

from defector_stats.charts.palette import ICON, PALETTES, THEMES, Palette, css
from defector_stats.charts.typesetting import FONTS
from defector_stats.dashboard import create_app
from tests.helpers import ROOT, SAMPLE

Colour = npt.NDArray[np.float64]
# Machado, Oliveira and Fernandes (2009), full severity, for linear RGB.
BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
ASSETS = ROOT / "src" / "defector_stats" / "dashboard" / "assets"
STYLE = "".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("*.css")))
TOGETHER = [("blue", "orange", "quiet"), ("blue", "orange", "grey"), ("blue", "light_blue", "ink")]


def linear(colour: str) -> Colour:
    values = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((float(TO_XYZ[1] @ linear(each)) for each in (one, two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour) -> Colour:
    x, y, z = TO_XYZ @ np.clip(colour, 0, 1) / (0.9505, 1, 1.089)
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_words_and_bars_stand_out_from_the_paper(palette: Palette) -> None:
    for text in (palette.ink, palette.quiet):
        assert contrast(text, palette.paper) >= 4.5
    for bar in (palette.blue, palette.orange, palette.grey):  # the light blue has an edge of blue
        assert contrast(bar, palette.paper) >= 3


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_everybody_can_tell_the_colours_apart(palette: Palette, blindness: str) -> None:
    seen = np.array(BLINDNESS[blindness])
    for group in TOGETHER:
        for one, two in itertools.combinations(group, 2):
            colours = (lab(seen @ linear(getattr(palette, each))) for each in (one, two))
            distance = float(np.linalg.norm(np.subtract(*colours)))
            assert distance >= 15, (one, two, distance)


def test_the_page_has_a_variable_for_each_colour_that_its_style_names() -> None:
    assert not re.findall(r"#[0-9a-f]{6}\b", STYLE), "only the black and white of paper"
    rules = dict(re.findall(r"(:root\S*) \{(.*?)\}", css()))
    assert list(rules) == [":root", ':root[data-theme="dark"]']
    for theme, rule in zip(THEMES, rules.values(), strict=True):
        given = dict(each.split(":") for each in rule.split(";"))
        assert set(given.values()) <= set(vars(PALETTES[theme]).values())
        named = set(re.findall(r"var\((--[a-z-]+)\)", STYLE))
        assert set(given) <= named <= {*given, *re.findall(r"(--[\w-]+):", STYLE)}


def test_the_page_has_the_fonts_of_the_charts() -> None:
    (fonts,) = re.findall(r"font-family: (.*?);", STYLE, re.S)
    assert " ".join(fonts.split()) == FONTS


def test_the_icon_has_the_blue_of_the_bars() -> None:
    assert PALETTES["light"].blue == ICON
    page = create_app(SAMPLE).server.test_client().get("/").text
    assert ICON.replace("#", "%23") in page
