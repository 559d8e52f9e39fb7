// starts_counting_anew.cpp -- sets `written` back to 0 at the end of the ring.
// Fails: trace.ring_goes_round

    // LAB 0 BEGIN trace record: wrong on purpose
    if (trace_ring.capacity == 0) {
        ++trace_ring.lost;
        return;
    }
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    TraceRecord& record = trace_records()[trace_ring.written % trace_ring.capacity];
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    trace_ring.written = (trace_ring.written + 1) % trace_ring.capacity;
    // LAB 0 END
