# settings.gdb -- how GDB speaks to whoever debugs the kernel.
set pagination off
set confirm off
set disassembly-flavor att
set print pretty on
# A machine that goes back starts anew, and a host may be busy: GDB's two seconds are too short.
set remotetimeout 600
