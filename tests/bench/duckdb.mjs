// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long DuckDB takes to read a CSV file with types, in milliseconds.
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const from = performance.now();
await connection.run(`CREATE TABLE findings AS SELECT * FROM read_csv('${process.argv[2]}')`);
console.log(Math.round(performance.now() - from));
process.exit(0);
