// keeps_the_low_bits.cpp -- the address of the word is taken for that of the page.
// Fails: sigma0.page_on_fault

    // LAB 7 BEGIN request: what is it that the client wants?
    const uint32_t w0 = request.w0 & ~write_bit;
    if (w0 == any_page) {
        return is_kernels(client) ? grant_any_page(client) : give_any_page(client);
    }
    if (w0 == info_page_request) {
        return give_info_page(request.w1);
    }
    if (w0 < device_begin) {
        const bool wants_large =
            (w0 & large_page_bit) != 0 && request.w1 == large_page_request;
        if (w0 % page_size != 0 && (w0 & large_page_bit) == 0) {
            return {};
        }
        const uint32_t page = Fpage::align(w0, page_order);
        return wants_large ? give_large_page(page, client) : give_page(page, client);
    }
    if (w0 < user_space_end && (w0 & large_page_bit) == 0) {
        return give_device_memory(w0);
    }
    return {};
    // LAB 7 END
