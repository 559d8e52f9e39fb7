# user.mk
