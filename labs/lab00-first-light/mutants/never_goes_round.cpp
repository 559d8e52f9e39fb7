// never_goes_round.cpp -- writes on behind the end of the ring.
// Fails: trace.ring_goes_round

    // LAB 0 BEGIN trace record: wrong on purpose
    if (trace_ring.capacity == 0) {
        ++trace_ring.lost;
        return;
    }
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    TraceRecord& record = trace_records()[trace_ring.written];
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    ++trace_ring.written;
    // LAB 0 END
