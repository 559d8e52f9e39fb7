# settings.gdb -- how GDB speaks to whoever debugs the kernel.
set pagination off
set confirm off
set disassembly-flavor att
set print pretty on
# A machine that goes back starts anew, and a host may be busy: GDB's two seconds are too short.
set remotetimeout 600
# What the kernel shows in every address space is read once at each stop, and not by every command again: the
# line to a kernel's own stub is slow. (The windows between are those of the space that the processor is in.)
delete mem
mem 0xc0000000 0xf0000000 rw cache
mem 0xf1000000 0 rw cache
set mem inaccessible-by-default off
set dcache line-size 256
