"""The four tables in an engine of SQL: DuckDB on one machine, Spark on one or on a cluster. Both answer the same text."""

TABLES = ["tasks", "entries", "daily", "statements"]

# Shares as floats, held to 0…1 as a mean counts them: for reading. What must agree to the last digit is summed by denominators (figures.py).
COUNTED = """
select *, cast(weight_num as double) / cast(weight_den as double) as w,
       least(1.0, greatest(0.0, cast(planned_num as double) / cast(planned_den as double))) as p,
       least(1.0, greatest(0.0, cast(actual_num as double) / cast(actual_den as double))) as a
from daily where assessed
"""


class DuckDb:
    def __init__(self, data):
        import duckdb

        self.connection = duckdb.connect()
        for table in TABLES:
            files = f"{data}/{table}/ledger=*/year=*/{table}.parquet".replace("'", "''")
            types = "{'ledger': varchar, 'year': int}"
            self.connection.execute(
                f"create view {table} as select * from read_parquet('{files}', hive_partitioning = true, hive_types = {types})"
            )
        self.connection.execute(f"create view counted as {COUNTED}")

    def rows(self, sql):
        """The names of the columns, then the rows."""
        answer = self.connection.execute(sql)
        yield [column[0] for column in answer.description]
        while some := answer.fetchmany(10_000):
            yield from some


class Spark:
    def __init__(self, data):
        from pyspark.sql import SparkSession

        session = SparkSession.builder.appName("duban province")
        # The words of SQL between double quotes are names, as in the standard; folders say what a ledger is called, never a number.
        session = session.config("spark.sql.ansi.enabled", "true").config("spark.sql.ansi.doubleQuotedIdentifiers", "true")
        session = session.config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        self.session = session.getOrCreate()
        for table in TABLES:
            frame = self.session.read.parquet(f"{data}/{table}")
            frame.withColumn("year", frame["year"].cast("int")).createOrReplaceTempView(table)
        self.session.sql(COUNTED).createOrReplaceTempView("counted")

    def rows(self, sql):
        """The names of the columns, then the rows."""
        answer = self.session.sql(sql)
        yield answer.columns
        yield from answer.toLocalIterator(prefetchPartitions=True)


def engine(name, data):
    return {"duckdb": DuckDb, "spark": Spark}[name](data)
