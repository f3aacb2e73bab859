using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>Sets the stored clock of a simulated organisation. A real one has none, which the database sees to.</summary>
/// <param name="database">This side's connections.</param>
public sealed class SimulatedClock(IssuanceDatabase database)
{
    /// <summary>Sets what time it is there.</summary>
    /// <exception cref="InvalidOperationException">There is no simulated organisation of that code.</exception>
    public Task Set(Ods ods, DateTimeOffset now, CancellationToken stop) => DatabaseRetry.Pipeline.ExecuteAsync(
        async token =>
        {
            await using var command = database.Source.CreateCommand("update organisation.clock set now = @now where ods = @ods");
            command.Parameters.AddWithValue("ods", ods.Value);
            command.Parameters.AddWithValue("now", now.ToUniversalTime());
            if (await command.ExecuteNonQueryAsync(token) == 0) throw new InvalidOperationException($"{ods} is no simulated organisation.");
        },
        stop).AsTask();
}
