# visualizer.mk
