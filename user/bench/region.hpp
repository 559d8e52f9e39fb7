// region.hpp -- where the benchmarks lend many pages at once. Read by the assembler too.
#pragma once

/// 4 MB of RAM, aligned; needs a machine with more than 192 MB.
#define BENCH_REGION 0x0C000000
