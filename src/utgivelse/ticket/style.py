"""How the ticket looks: an A4 sheet on a grey ground, alone on paper."""

STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { background: #d9dcdd; color: #14191b; font: 9.5pt/1.4 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial,
  "Liberation Sans", sans-serif; print-color-adjust: exact; -webkit-print-color-adjust: exact }
main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 14mm 16mm 11mm; background: #fff;
  box-shadow: 0 1mm 5mm #0003; display: flex; flex-direction: column; gap: 4.5mm }
@media print { html { background: none } main { margin: 0; box-shadow: none; height: 297mm } }
header { border-top: 2.2mm solid #14191b; padding-top: 3mm; display: grid; grid-template-columns: 1fr auto }
.kind { font-weight: 700; letter-spacing: .09em; text-transform: uppercase; font-size: 8.5pt }
.client { text-align: right; font-size: 8.5pt }
h1 { grid-column: 1 / -1; font-size: 25pt; line-height: 1.12; font-weight: 700; letter-spacing: -.01em;
  margin-top: 3.5mm; text-wrap: balance }
.edition { grid-column: 1 / -1; margin-top: 1.2mm; font-size: 11pt; color: #3a4448 }
.edition b { color: #14191b }
.sign { border: .5mm solid #14191b; padding: 2mm 3.5mm; background: #fff3cf; line-height: 1.35 }
.sign::before { content: "! "; font-weight: 700 }
.sign.ready { background: #e3f1ea; border-color: #1d6b4a }
.sign.ready::before { content: "✓ " }
.sign span { margin-left: 2mm }
.order { display: grid; grid-template-columns: 1fr 52mm; gap: 8mm; align-items: start }
dl > div { display: grid; grid-template-columns: 33mm 1fr; gap: 3mm; padding: 1.45mm 0;
  border-bottom: .2mm solid #c3c9cc }
dl > div:first-child { border-top: .2mm solid #c3c9cc }
dt { color: #4a5559 }
.order dt { padding-top: .2em }
.order dd { font-size: 11pt; overflow-wrap: anywhere }
.order strong { font-size: 15pt; line-height: 1.15; font-weight: 700; font-variant-numeric: tabular-nums }
.gap { display: block; border-bottom: .35mm dotted #14191b; color: #6a3b00; font-size: 8.5pt; padding-top: .25em }
figure svg { display: block; width: 100%; max-height: 72mm }
svg text { font-size: 9.5px; text-anchor: middle; fill: #14191b }
svg .middle { font-size: 26px; fill: #9aa4a8; dominant-baseline: central }
svg .trim { fill: #fff; stroke: #14191b; stroke-width: 1 }
svg .bleed { fill: #e9edee; stroke: #6f7b80; stroke-width: .6; stroke-dasharray: 3 2 }
svg .bound { stroke: #14191b; stroke-width: 5 }
.make dd { overflow-wrap: anywhere }
.inks { list-style: none; display: flex; flex-wrap: wrap; gap: .6mm 5mm }
.inks i { display: inline-block; width: 3.2mm; height: 3.2mm; margin-right: 1.3mm; vertical-align: -.3mm;
  border: .15mm solid #14191b }
.inks .unknown { background: linear-gradient(45deg, #fff 46%, #14191b 46% 54%, #fff 54%) }
small { color: #4a5559; font-size: 8pt }
h2 { font-size: 8.5pt; letter-spacing: .09em; text-transform: uppercase; margin-bottom: 1.2mm }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt }
th { text-align: left; font-weight: 700; padding: 1.1mm 3mm 0 0; white-space: nowrap }
td { padding: 1.1mm 0 0; color: #3a4448 }
td:last-child { text-align: right }
tr.sum td { text-align: left; font: 6.7pt/1.3 "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace;
  padding: 0 0 1mm; border-bottom: .2mm solid #c3c9cc }
footer { margin-top: auto; border-top: .5mm solid #14191b; padding-top: 2.5mm; font-size: 8.5pt }
footer ul { padding-left: 4mm }
code { font: .92em "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace }
"""
