"""The Markdown parser beside remark, by whose rules MDX is written: which targets each finds."""
