"""accessibility: what can be asked of an article before anything is built of it.

Can everyone read it: who hears it, who sees no colours, who gets it on another page or screen than
the author had in mind? Each question is one file and one row of `questions.QUESTIONS`; the words that
a question knows of a language stand in `vocabulary/`. `lix` measures how hard the running text is.

Laws:
- A question looks at the tree of an article and at its pictures, in the article's own language; what
  is marked as another language is not asked about. Where nothing is known of a language, only what
  needs no words of it is asked.
- It speaks only where it is nearly sure: names, titles, quotations of a word or two and figures of
  speech pass. Every answer is a warning with file and line; none stops an edition.
- The same questions are put to an article in translation, but for those that the translator cannot
  answer; what was said of the source is not said again.
"""

from utgivelse.accessibility.lix import Lix, Readable, hard_to_read, lix_of, readable
from utgivelse.accessibility.questions import examine, examine_cover, examine_translation

__all__ = ["Lix", "Readable", "examine", "examine_cover", "examine_translation", "hard_to_read", "lix_of", "readable"]
