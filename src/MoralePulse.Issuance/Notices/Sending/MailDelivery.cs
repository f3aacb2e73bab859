using System.Text.Json;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using MoralePulse.Domain;

namespace MoralePulse.Issuance.Notices.Sending;

/// <summary>Hands e-mails to the mail server, one to a connection.</summary>
/// <param name="options">The mail server.</param>
/// <param name="time">The server's time, for the header Date.</param>
internal sealed class MailDelivery(NoticeOptions options, TimeProvider time) : IDelivery
{
    private readonly SmtpOptions server = options.Smtp!;

    public bool Cards => false;

    public string ServerOf(Claimed notice) => "mail";

    public async Task<DeliveryOutcome> Attempt(Claimed notice, CancellationToken stop)
    {
        using var message = Compose((Claimed.Mail)notice);
        using var client = new SmtpClient { Timeout = (int)TimeSpan.FromSeconds(options.TimeoutSeconds).TotalMilliseconds };
        await client.ConnectAsync(server.Host, server.Port, server.Security, stop);
        if (server is { User: { } user, Password: { } password }) await client.AuthenticateAsync(user, password, stop);
        try
        {
            await client.SendAsync(message, stop);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            // Only the code: servers like to repeat the address in their words.
            return new DeliveryOutcome.GivenUp(Phrase.With(DeliveryTexts.MailRefused, (int)refused.StatusCode));
        }

        await Leave(client, stop);
        return new DeliveryOutcome.Accepted();
    }

    private MimeMessage Compose(Claimed.Mail notice)
    {
        var mail = JsonSerializer.Deserialize<NoticeMail>(notice.Content)!;
        var message = new MimeMessage { MessageId = notice.Id, Subject = mail.Subject, Date = time.GetUtcNow(), Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody() };
        message.From.Add(MailboxAddress.Parse(server.From));
        message.To.Add(MailboxAddress.Parse(notice.Address));
        message.Headers.Add("List-Unsubscribe", $"<{mail.Unsubscribe.AbsoluteUri}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // so that nobody's absence notice answers
        return message;
    }

    // The server has the mail by now: whatever becomes of the good-bye, it must not be sent again.
    private static async Task Leave(SmtpClient client, CancellationToken stop)
    {
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or CommandException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
        }
    }
}
