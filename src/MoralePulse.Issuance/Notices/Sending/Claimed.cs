namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>A notice of the outbox that is ours to send until its transaction ends.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">What is sent, in JSON.</param>
internal abstract record Claimed(string Id, string Content)
{
    /// <summary>An e-mail.</summary>
    /// <param name="Id">Its Message-ID.</param>
    /// <param name="Content">A <see cref="NoticeMail"/>.</param>
    /// <param name="Address">Whom it is for.</param>
    public sealed record Mail(string Id, string Content, string Address) : Claimed(Id, Content);

    /// <summary>A card.</summary>
    /// <param name="Id">Its Idempotency-Key.</param>
    /// <param name="Content">The request's body.</param>
    /// <param name="Address">Where it is posted; null where it can't be used any more.</param>
    public sealed record Card(string Id, string Content, Uri? Address) : Claimed(Id, Content);
}
