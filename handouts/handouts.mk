# handouts.mk
