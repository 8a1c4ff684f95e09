"""Gradio's own parts in the desk's colours and type; the desk's own are in `static/desk.css`."""

from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"
BOARD = STATIC / "board.js"


def theme() -> Any:  # noqa: ANN401 — Gradio is not typed
    import gradio as gr

    return gr.themes.Base(
        primary_hue=gr.themes.colors.purple,
        neutral_hue=gr.themes.colors.stone,
        font=["Source Sans Pro", "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
        radius_size=gr.themes.sizes.radius_md,
    ).set(
        body_background_fill="var(--paper)",
        body_background_fill_dark="var(--paper)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_padding="0px",
        layout_gap="0px",
    )


def fonts_folder() -> Path:
    """Where Gradio keeps the fonts that it brings along. Only some are whole: Source Sans Pro and Montserrat are,

    in regular and bold; the files of Source Sans 3 and Lexend hold a few letters.
    """
    from gradio.themes.utils.fonts import STATIC_FONTS_DIR

    return Path(STATIC_FONTS_DIR)
