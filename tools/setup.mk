# setup.mk
