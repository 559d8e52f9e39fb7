// places_before_draining.cpp -- takes the place first: the event of the drain is overwritten.
// Fails: trace.full_ring_is_drained

    // LAB 0 BEGIN trace record: wrong on purpose
    if (trace_ring.capacity == 0) {
        ++trace_ring.lost;
        return;
    }
    TraceRecord& record = trace_records()[trace_ring.written % trace_ring.capacity];
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    ++trace_ring.written;
    // LAB 0 END
