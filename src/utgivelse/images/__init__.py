"""Images: the only room that knows Pillow and segno. Pictures in, pictures fit for a medium out.

Laws:
- A picture of the project is never altered; what a medium needs is derived from it and kept by the
  hash of its content and of the recipe.
- Nothing is drawn that was not fully decoded, in a stated format, under a stated size. WeasyPrint
  tells Pillow to accept cut files for the whole process; here they are an error all the same.
- A derivative is upright, sRGB, without EXIF, GPS or profile.
- An SVG comes out only with what stands in an allow-list; it can reach nothing outside itself.

`opening` reads, `derivatives` prepares, `drawings` checks SVG, `codes` draws QR; `inks` is the colour
engine behind the press, `covering` keeps its ink within a limit, `inked` codes it; `flat` knows a logo,
`profiles` a press profile that is broken; `lettering` tells the words in a picture.
"""

from utgivelse.images.codes import qr_svg
from utgivelse.images.derivatives import Medium, Prepared, cover, prepared
from utgivelse.images.drawings import safe_svg
from utgivelse.images.lettering import drawn_words, lines_of_letters
from utgivelse.images.opening import Picture, picture, size_of

__all__ = [
    "Medium",
    "Picture",
    "Prepared",
    "cover",
    "drawn_words",
    "lines_of_letters",
    "picture",
    "prepared",
    "qr_svg",
    "safe_svg",
    "size_of",
]
