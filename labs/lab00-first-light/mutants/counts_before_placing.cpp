// counts_before_placing.cpp -- place 0 stays empty: the first record lies at place 1.
// Fails: trace.record_holds_the_event

    // LAB 0 BEGIN trace record: wrong on purpose
    if (trace_ring.capacity == 0) {
        ++trace_ring.lost;
        return;
    }
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    ++trace_ring.written;
    TraceRecord& record = trace_records()[trace_ring.written % trace_ring.capacity];
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    // LAB 0 END
