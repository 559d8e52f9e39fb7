# settings.gdb -- how GDB speaks to whoever debugs the kernel.
set pagination off
set confirm off
set disassembly-flavor att
set print pretty on
