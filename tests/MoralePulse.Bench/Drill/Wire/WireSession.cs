using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MoralePulse.Bench.Drill.Wire;

/// <summary>
/// One connection as PostgreSQL's protocol 3 has it. From the service come a start-up message without a tag, then messages of a tag, a length and a body; what is of
/// interest are statements (P, Parse) and the simple queries by which Npgsql begins and commits (Q).
/// </summary>
/// <param name="service">The service's end.</param>
/// <param name="database">PostgreSQL's end.</param>
/// <param name="wanted">The cut that is wanted now.</param>
internal sealed class WireSession(Socket service, Socket database, Func<WireCut?> wanted)
{
    private const int LengthSize = 4;
    private const int Header = 1 + LengthSize;

    private Work work;
    private volatile WireCut? swallowing;

    /// <summary>Passes on until an end is closed or the connection is cut.</summary>
    public async Task Run(CancellationToken stop)
    {
        await await Task.WhenAny(FromService(stop), FromDatabase(stop));
        // What the other direction still holds is lost, as with a real cut.
    }

    private async Task FromService(CancellationToken stop)
    {
        using var stream = new NetworkStream(service, ownsSocket: false);
        if (await Read(stream, 0, stop) is not { } startUp) return;
        await Send(startUp, stop);
        while (await Read(stream, 1, stop) is { } message)
        {
            switch ((char)message[0])
            {
                case 'P':
                    work = WorkOf(Encoding.UTF8.GetString(message, Header, message.Length - Header)) is var found and not Work.Other ? found : work;
                    break;
                case 'Q' when Text(message).StartsWith("BEGIN", StringComparison.Ordinal):
                    work = Work.Other;
                    break;
                case 'Q' when Text(message) == "COMMIT" && wanted() is { } cut && cut.Takes(work):
                    if (!cut.Afterwards)
                    {
                        cut.SetMade();
                        return;
                    }

                    swallowing = cut;
                    break;
            }

            await Send(message, stop);
        }
    }

    private async Task FromDatabase(CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        while (await database.ReceiveAsync(buffer, stop) is var read and > 0)
        {
            if (swallowing is { } cut)
            {
                // "C" and "COMMIT": it is done, and nobody will hear of it. An error or a rollback would be something else.
                if (buffer[0] == 'C' && Encoding.ASCII.GetString(buffer, Header, read - Header).StartsWith("COMMIT", StringComparison.Ordinal)) cut.SetMade();
                else cut.GiveBack();
                return;
            }

            for (var sent = 0; sent < read;) sent += await service.SendAsync(buffer.AsMemory(sent, read - sent), stop);
        }
    }

    // Admission and tick by what only they say; see admit.sql and claim-tick.sql.
    private static Work WorkOf(string statement) =>
        statement.Contains("insert into ballot.spent", StringComparison.Ordinal) ? Work.Admission
        : statement.Contains("update ballot.tick set last =", StringComparison.Ordinal) ? Work.Tick
        : Work.Other;

    private static string Text(byte[] message) => Encoding.UTF8.GetString(message, Header, message.Length - Header).TrimEnd('\0');

    private static async Task<byte[]?> Read(NetworkStream stream, int tagSize, CancellationToken stop)
    {
        var head = new byte[tagSize + LengthSize];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop) < head.Length) return null;
        var message = new byte[tagSize + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(tagSize))];
        head.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(head.Length), stop);
        return message;
    }

    private async Task Send(byte[] message, CancellationToken stop)
    {
        for (var sent = 0; sent < message.Length;) sent += await database.SendAsync(message.AsMemory(sent), stop);
    }
}
