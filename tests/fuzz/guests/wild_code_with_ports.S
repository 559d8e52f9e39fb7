// wild_code_with_ports.S -- the same, with the instructions that IOPL 3 would allow by definition:
// in, out, cli, sti, popf. Only for kernels with USER_IOPL=0.
#define FUZZ_WITH_PORTS
#include "tests/fuzz/guests/wild_code.S"
