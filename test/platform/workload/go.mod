module commit-train.example/workload

go 1.24.0
