"""What a terminal shows, as a page: reads text with its colours (SGR), writes HTML."""
import html
import re
import sys

COLOURS = {30: "#000", 31: "#c4231c", 32: "#1c7c2c", 33: "#a06a00", 34: "#1f5fbf", 35: "#8a2a8a", 36: "#0a7a80", 90: "#777", 97: "#fff"}
GROUNDS = {41: "#c4231c", 42: "#5fb56b", 43: "#f0c22b", 44: "#5c94e0"}
text, style = sys.stdin.read(), {}
page = []
for piece in re.split("(\x1b\\[[0-9;]*m)", text):
    if not piece.startswith("\x1b["):
        css = ";".join(style.values())
        page.append(f'<span style="{css}">{html.escape(piece)}</span>' if css else html.escape(piece))
        continue
    for code in map(int, piece[2:-1].split(";") if piece != "\x1b[m" else ["0"]):
        if code == 0:
            style = {}
        elif code == 1:
            style["weight"] = "font-weight:bold"
        elif code == 2:
            style["dim"] = "color:#777"
        elif code in COLOURS:
            style["colour"] = f"color:{COLOURS[code]}"
        elif code in GROUNDS:
            style["ground"] = f"background:{GROUNDS[code]}"
print('<!doctype html><meta charset="utf-8"><style>body{margin:12px;background:#fff}')
print("pre{font:16px/1.32 'Noto Sans Mono CJK SC','Noto Sans Mono',monospace;margin:0}</style>")
print(f"<pre>{''.join(page)}</pre>")
