# grading.mk
