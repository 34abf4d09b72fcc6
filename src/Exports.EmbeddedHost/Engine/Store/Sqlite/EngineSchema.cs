namespace Exports.EmbeddedHost.Engine.Store.Sqlite;

/// <summary>The engine's tables. Times are UTC ticks, bodies are JSON.</summary>
internal static class EngineSchema
{
    public const string Script =
        """
        CREATE TABLE IF NOT EXISTS engine_instance (
            id TEXT PRIMARY KEY,
            execution TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT,
            status INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            completed INTEGER,
            input TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT,
            tags TEXT,
            parent TEXT
        );

        CREATE TABLE IF NOT EXISTS engine_history (
            instance TEXT NOT NULL,
            episode INTEGER NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY (instance, episode)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS engine_message (
            seq INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            target TEXT NOT NULL,
            execution TEXT,
            due INTEGER,
            body TEXT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS engine_message_target ON engine_message (target);

        CREATE TABLE IF NOT EXISTS engine_entity (
            id TEXT PRIMARY KEY,
            state TEXT,
            lock_instance TEXT,
            lock_execution TEXT,
            modified INTEGER NOT NULL
        );
        """;
}
