// selectors.hpp -- segment selectors, for .S and .cpp. The low two bits are a privilege level.
// All segments are flat (base 0, 4 GB): paging alone protects.
#pragma once

#define SELECTOR_KERNEL_CODE      0x08
#define SELECTOR_KERNEL_DATA      0x10
#define SELECTOR_USER_CODE        0x1B
#define SELECTOR_USER_DATA        0x23
#define SELECTOR_TSS              0x28
#define SELECTOR_DOUBLE_FAULT_TSS 0x30
