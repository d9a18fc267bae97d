"""The colours: a dark and a light theme of our own, beside Textual's."""

from textual.theme import Theme

DARK = Theme(
    name="citewiki",
    primary="#6f9bc8",
    secondary="#8fa3b8",
    accent="#d9a55b",
    warning="#d8b25c",
    error="#d9766c",
    success="#86b380",
    foreground="#d6d3cc",
    background="#16181c",
    surface="#1c1f24",
    panel="#252930",
    dark=True,
    variables={
        "block-cursor-background": "#2f3d4d",
        "block-cursor-foreground": "#f2efe8",
        "block-cursor-blurred-background": "#262b32",
        "footer-background": "#1c1f24",
        "footer-key-foreground": "#d9a55b",
        "scrollbar": "#3a4048",
        "scrollbar-hover": "#4a525c",
        "scrollbar-background": "#16181c",
    },
)

LIGHT = Theme(
    name="citewiki-light",
    primary="#2f5f8f",
    secondary="#55677a",
    accent="#805106",
    warning="#8a6512",
    error="#a83a30",
    success="#3b7036",
    foreground="#24272b",
    background="#fbfaf7",
    surface="#f1efea",
    panel="#e6e3dc",
    dark=False,
    variables={
        # readable on each of the backgrounds (4.5:1): Textual's own is the text at 60 %
        "foreground-muted": "#585b60",
        "block-cursor-background": "#cfdcea",
        "block-cursor-foreground": "#16181c",
        "block-cursor-blurred-background": "#e2e5e8",
        "footer-background": "#f1efea",
        "footer-key-foreground": "#805106",
        "scrollbar": "#c4c0b6",
        "scrollbar-hover": "#aca89e",
        "scrollbar-background": "#fbfaf7",
    },
)
