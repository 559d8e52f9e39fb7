# handouts.mk -- the handouts are Markdown with figures; they are read as they are.
# tests/labs/handouts_test.py proves that sections, links and figures exist, and that every
# file of the kernel has its place in the reading order.
