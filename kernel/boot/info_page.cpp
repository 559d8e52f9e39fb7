// info_page.cpp -- the kernel info page, alone on its page of the kernel image.
#include "kernel/boot/info_page.hpp"

#include "kernel/abi/fpage.hpp"

namespace kumquat {

namespace {

/// The rest of the page is zero: what lies behind the info page in the image is nobody's.
struct alignas(page_size) InfoPageFrame {
    KernelInfoPage page;
};

[[gnu::section(".data.page_aligned")]] InfoPageFrame frame;

}  // namespace

KernelInfoPage& info_page = frame.page;

}  // namespace kumquat
