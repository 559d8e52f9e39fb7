# kumquat.gdb -- from the reset of the machine to the first instruction of the kernel.
# make gdb connects before it reads this file. Breakpoints are set by address in QEMU, not in
# memory, so they may be set before the kernel is loaded and before paging is on. (The kernel's own
# stub waits later: paging is on then.)
source tools/gdb/settings.gdb

if ((unsigned)$cr0 & 0x80000000) == 0
  tbreak *_start
  continue
  printf "\nThe first instruction of the kernel; paging is still off. Some places to go on to:\n"
  printf "  tbreak kernel_main   then continue      the first line of C++\n"
else
  printf "\nThe kernel waits in its own stub; nothing is printed yet. Some places to go on to:\n"
  printf "  info threads         threads of L4 are threads of GDB\n"
  printf "  tbreak kumquat::start_scheduler         then continue: before the first thread runs\n"
end
printf "  l4 threads           who there is; help l4 lists what else the kernel can be asked\n"
printf "  layout src           source beside; Ctrl-X a leaves it\n"
printf "  monitor info tlb     what QEMU knows: page tables, registers (monitor help)\n\n"
x/i $pc
source tools/gdb/l4/load.py
