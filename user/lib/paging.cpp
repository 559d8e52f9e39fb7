// paging.cpp -- taking a page in.
#include "user/lib/paging.hpp"

namespace kumquat::user {

bool take_page_from_sigma0(uint32_t window) {
    constexpr uint32_t any_page = 0xFFFFFFFC;
    const IpcResult result =
        ipc(send_registers, pages_into(Fpage::make(window, page_order)), wait_for_ever,
            sigma0_id, any_page, 0);
    return result.ok() && result.dope.has_fpage();
}

}  // namespace kumquat::user
