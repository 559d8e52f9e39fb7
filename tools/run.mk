# run.mk -- boot the kernel for a person to look at.
