using MoralePulse.Domain.Organisation;

namespace MoralePulse.Domain.Passes;

/// <summary>What a pass proves once: a service date, or a week.</summary>
public enum PassKind
{
    /// <summary>One tap on one service date.</summary>
    Day,

    /// <summary>One of the different people of a week.</summary>
    Week,
}

/// <summary>The public half of a signing key and what it signs for. Everything about its life follows from kind and date.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Day or week.</param>
/// <param name="Date">The service date, or the Monday of the week.</param>
/// <param name="Spki">The public key, DER-encoded SubjectPublicKeyInfo: RSA-2048, e = 65537.</param>
/// <param name="Position">Place in the organisation's key chain, from 1.</param>
public sealed record PassKey(PassKeyId Id, PassKind Kind, ServiceDate Date, ReadOnlyMemory<byte> Spki, int Position)
{
    /// <summary>Local time of day at which a private key is destroyed, on the day after its date or week.</summary>
    public static readonly TimeOnly DestroyedAt = new(12, 0);

    /// <summary>The last date that the pass stands for.</summary>
    public DateOnly LastDate => LastDateOf(Kind, Date);

    /// <summary>The last local date on which a pass of this key is counted.</summary>
    public DateOnly ClosesOn => ClosesOnOf(Kind, Date);

    /// <summary>The local date on which the private key is destroyed, at <see cref="DestroyedAt"/>.</summary>
    public DateOnly DestroyedOn => LastDate.AddDays(1);

    /// <summary>The last local date on which a pass of this kind and date is counted.</summary>
    public static DateOnly ClosesOnOf(PassKind kind, ServiceDate date) => new ServiceDate(LastDateOf(kind, date)).ClosesOn;

    private static DateOnly LastDateOf(PassKind kind, ServiceDate date) => kind == PassKind.Day ? date.Value : date.Week.Sunday;
}
