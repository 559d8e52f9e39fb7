// copies_four_columns.cpp -- forgets the last column.
// Fails: trace.record_holds_the_event

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
    for (uint32_t i = 0; i < trace_columns_max - 1; ++i) {
        record.columns[i] = columns[i];
    }
    ++trace_ring.written;
    // LAB 0 END
