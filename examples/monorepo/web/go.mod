module example.com/monorepo/web

go 1.24
