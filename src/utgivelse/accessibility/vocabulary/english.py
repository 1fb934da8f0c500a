"""English: for sources written in it, and for translations into it."""

from __future__ import annotations

from utgivelse.accessibility.vocabulary.vocabulary import Vocabulary

# fmt: off
ENGLISH = Vocabulary(
    link_words=frozenset((
        "here", "click here", "click", "press here", "more", "read more", "read more here", "learn more", "see more",
        "find out more", "more info", "more information", "read on", "this link", "link", "the link", "this page",
        "page", "website", "the website", "this website", "see here", "this", "download", "download here", "details",
        "go", "open", "continue", "continue reading", "read the article", "info", "follow this link", "find it here",
    )),
    picture_words=frozenset((
        "image", "picture", "photo", "photograph", "illustration", "figure", "graphic", "icon", "logo", "map",
        "diagram",
        "chart", "screenshot", "portrait", "untitled", "alt text", "alternative text", "img", "pic",
    )),
    openings=(
        "image of", "an image of", "the image shows", "picture of", "a picture of", "the picture shows", "photo of",
        "a photo of", "photograph of", "a photograph of", "the photo shows", "illustration of", "an illustration of",
        "graphic of", "icon of", "screenshot of", "a screenshot of",
    ),
    colours=("red", "green", "blue", "yellow", "orange", "purple", "pink", "black", "white", "gr[ea]y", "brown"),
    in_colour=("red", "green", "blue", "yellow", "orange", "purple", "pink", "black", "white", "gr[ea]y", "brown"),
    things=("columns?", "rows?", "cells?", "dots?", "text", "boxes", "box", "letters", "arrows?", "numbers"),
    doubtful=("fields?", "areas?", "buttons?", "lines?", "circles?", "bars?", "squares?", "parts?", "curves?"),
    naming=("shows?", "means?", "marks?", "indicates?", "stands? for", "must be filled"),
    marked=("(?:marked|coloured|colored|drawn) (?:in|with)",),
    shown=("(?:highlighted|shown|printed|written|set) in",),
    tinted=("in (?:{colours}) (?:letters|type|text)",),
    page=(
        "maps?", "figures?", "tables?", "charts?", "diagrams?", "forms?", "graphs?", "overview", "calendar", "below",
        "above", "required", "mandatory", "fill in", "filled in", "columns?", "rows?", "dates", "words", "screen",
    ),
    outside=(
        r"roads?", r"streets?", r"parking", r"bus(?:es)?", r"trains?", r"trams?", r"trails?", r"tracks?", r"paths?",
        r"walks?", r"hik\w*", r"signs?", r"houses?", r"doors?", r"walls?", r"paint\w*", r"bins?", r"waste", r"flags?",
        r"cars?", r"flowers?", r"sky", r"forests?", r"woods?", r"jersey", r"fields? of", r"trees?", r"river",
    ),
    cues=(
        r"stars?", r"asterisks?", r"dashed", r"dotted", r"hatched", r"cross(?:es)?", r"italics?", r"bold",
        r"underlined",
        r"triangles?", r"icons?", r"symbols?", r"called", r"labell?ed", r"left", r"right", r"top", r"bottom", "thick",
    ),
    shows=(
        "pictures?", "images?", "photos?", "photographs?", "figures?", "tables?", "maps?", "charts?", "graphs?",
        "diagrams?", "box(?:es)?", "lists?", "forms?", "illustrations?", "panel",
    ),
    beside=(
        "(?:on|to) the (?:right|left)", "on the (?:next|previous|opposite|facing) page", "opposite", "overleaf",
    ),
    around=("above", "below"),
    follows=("shows?", "is", "are", "gives?", "lists?", "and", "tells?", "from", "you", "explains?"),
    look=("see (?:above|below|right|left|overleaf|opposite)",),
    moves=("turn", "move", "drag", "rotate", "hang", "slide"),
    clause=frozenset((
        "is", "are", "was", "were", "have", "has", "had", "will", "would", "can", "could", "should", "do", "does",
        "must", "not", "i", "we", "you", "they", "it", "he", "she",
    )),
    function=frozenset((
        "the", "of", "and", "with", "that", "this", "these", "those", "have", "has", "had", "you", "your", "from", "or",
        "we", "our", "they", "their", "which", "who", "what", "when", "where", "there", "is", "are", "was", "were",
        "will", "would", "can", "could", "should", "into", "about", "than", "not", "it", "its", "by", "as", "an", "be",
        "been", "if", "but", "all", "on", "in", "to", "a", "my", "me", "do", "does", "how", "i", "at", "for", "he",
        "she",
        "his", "her", "us", "so", "no", "any", "every", "very", "must",
    )),
)
# fmt: on
