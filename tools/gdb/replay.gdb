# replay.gdb -- a run that is replayed: from its end, or from wherever one likes, backward.
# make replay connects before it reads this file.
source tools/gdb/settings.gdb
source tools/gdb/l4/load.py
l4 go end
printf "\nThe run is over, and you stand at its end. Now backward:\n"
printf "  reverse-continue     to the last breakpoint or watchpoint; reverse-step, reverse-finish, ...\n"
printf "  l4 who-wrote ADDRESS to the last write to a word: thread, function, line, instruction\n"
printf "  l4 go TIME           to a time of the trace, as the visualizer shows it; l4 go end, l4 go start\n"
printf "  l4 show              this moment in the visualizer\n\n"
