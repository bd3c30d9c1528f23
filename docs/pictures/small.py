"""Pictures without their white borders, in 48 colours: small.py FILE[:HEIGHT]…, where HEIGHT is how much of the top is kept."""
import sys

from PIL import Image, ImageChops

for wanted in sys.argv[1:]:
    name, _, height = wanted.partition(":")
    picture = Image.open(name).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, int(height or picture.height))))
    left, top, right, bottom = ImageChops.invert(picture).getbbox()
    box = (max(left - 12, 0), max(top - 12, 0), min(right + 12, picture.width), min(bottom + 12, picture.height))
    picture.crop(box).quantize(48, dither=Image.Dither.NONE).save(name, optimize=True)
