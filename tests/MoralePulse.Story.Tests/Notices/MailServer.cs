using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>How a mail server takes what it is given.</summary>
internal enum MailMood
{
    Takes,

    /// <summary>451: not now.</summary>
    Busy,

    /// <summary>Never answers once it has the message.</summary>
    Stalls,

    /// <summary>Has the message, and cuts the connection before it says so.</summary>
    DropsAfterData,
}

/// <summary>A real SMTP server in process, on loopback.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Task running;

    public MailServer(int? port = null)
    {
        Port = port ?? FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(new Store(this));
        parts.Add(new Filter(this));
        running = new SmtpServer.SmtpServer(options, parts).StartAsync(ending.Token);
    }

    public int Port { get; }

    public MailMood Mood { get; set; }

    /// <summary>Every message that has come in whole, those that were not acknowledged too.</summary>
    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <summary>Addresses that it refuses for good, naming them in its answer.</summary>
    public ConcurrentBag<string> Refused { get; } = [];

    /// <summary>How many times a message or a recipient was offered.</summary>
    public int Offered { get; private set; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public IEnumerable<MimeMessage> To(string address) => Received.Where(message => message.To.Mailboxes.Single().Address == address);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
        }

        ending.Dispose();
    }

    private sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
        {
            server.Offered++;
            if (server.Mood == MailMood.Busy) throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)451, "Try again later"));
            var address = $"{to.User}@{to.Host}";
            if (server.Refused.Contains(address)) throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, $"<{address}>: there is no such mailbox"));
            return Task.FromResult(true);
        }
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            var mood = server.Mood;
            if (mood == MailMood.Stalls) await Task.Delay(Timeout.Infinite, cancellationToken);
            using var bytes = new MemoryStream(buffer.ToArray());
            server.Received.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            if (mood == MailMood.DropsAfterData) context.Pipe.Dispose();
            return SmtpResponse.Ok;
        }
    }
}
