namespace Exports.Cli.Api;

/// <summary>What became of the repositories of one or more requests.</summary>
internal sealed record RegistrationAnswer(long Registered, long Updated, long Unchanged)
{
    public static readonly RegistrationAnswer None = new(0, 0, 0);

    public long Total => Registered + Updated + Unchanged;

    public static RegistrationAnswer operator +(RegistrationAnswer one, RegistrationAnswer other) =>
        new(one.Registered + other.Registered, one.Updated + other.Updated, one.Unchanged + other.Unchanged);
}
