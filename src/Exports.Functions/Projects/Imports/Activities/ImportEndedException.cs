namespace Exports.Functions.Projects.Imports.Activities;

/// <summary>Somebody ended the import that an activity works for. It never leaves the activity.</summary>
internal sealed class ImportEndedException() : Exception("The import has been ended.");
