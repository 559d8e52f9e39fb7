# labs.mk
