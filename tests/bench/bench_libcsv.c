/* SPDX-FileCopyrightText: 2026 Fullstate contributors
   SPDX-License-Identifier: GPL-3.0-or-later */
#include <csv.h>
#include <stdio.h>

/* The floor of reading CSV: libcsv over a file, counting the rows. */
static void take_row(int end, void *rows)
{
    (void)end;
    ++*(long *)rows;
}

int main(int argc, char *argv[])
{
    static char piece[1 << 20];
    struct csv_parser parser;
    long rows = 0;
    size_t got;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!file || csv_init(&parser, 0) != 0)
        return 1;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        csv_parse(&parser, piece, got, NULL, take_row, &rows);
    csv_fini(&parser, NULL, take_row, &rows);
    csv_free(&parser);
    printf("%ld\n", rows);
    return fclose(file);
}
