# handouts.mk -- what is built of the handouts; so far they are read as they are.
