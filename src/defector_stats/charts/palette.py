"""The one place of the colours: of the charts, of the page around them, and of its icon."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of a theme.

    Blue is for counts and for a rise, orange for a fall, grey for what is provisional, partial or
    not split. `tint` and `shade` are quiet areas, `edge` the edges of controls; `good` and `wrong`
    (with its tint) are those of messages.
    """

    paper: str
    tint: str
    shade: str
    rule: str
    edge: str
    quiet: str
    ink: str
    blue: str
    on_blue: str
    light_blue: str
    orange: str
    grey: str
    good: str
    wrong: str
    wrong_tint: str


PALETTES = {
    "light": Palette(
        paper="#ffffff",
        tint="#f4f5f7",
        shade="#e9ebee",
        rule="#dfe3e8",
        edge="#858d96",
        quiet="#5b626b",
        ink="#1c2126",
        blue="#1f5fa6",
        on_blue="#ffffff",
        light_blue="#9dc3ea",
        orange="#c2570c",
        grey="#8a9099",
        good="#f1f6fb",
        wrong="#b3261e",
        wrong_tint="#fdf3f2",
    ),
    "dark": Palette(
        paper="#15181c",
        tint="#1f242a",
        shade="#2a2f36",
        rule="#343a42",
        edge="#79818b",
        quiet="#a8b0ba",
        ink="#e8eaed",
        blue="#6ea8e6",
        on_blue="#15181c",
        light_blue="#35608f",
        orange="#f0924c",
        grey="#8f969f",
        good="#1a2633",
        wrong="#f2b8b5",
        wrong_tint="#33201f",
    ),
}
THEMES = tuple(PALETTES)
IN_DARK = dict(zip(*map(astuple, PALETTES.values()), strict=True))
"""The colours of the dark theme by those of the light one."""
ICON = PALETTES["light"].blue

_ON_PAGE = {
    "ink": "ink",
    "quiet": "quiet",
    "rule": "rule",
    "edge": "edge",
    "accent": "blue",
    "on-accent": "on_blue",
    "paper": "paper",
    "tint": "tint",
    "good": "good",
    "wrong": "wrong",
    "wrong-tint": "wrong_tint",
}


def css() -> str:
    """Return the variables of the page's style for each theme, as the rules that it begins with."""
    return "".join(
        f":root{theme} {{{_variables(palette)}}}\n"
        for theme, palette in zip(("", '[data-theme="dark"]'), PALETTES.values(), strict=True)
    )


def _variables(palette: Palette) -> str:
    return ";".join(f"--{name}:{getattr(palette, colour)}" for name, colour in _ON_PAGE.items())
