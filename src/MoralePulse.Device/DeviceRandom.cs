using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MoralePulse.Device;

/// <summary>Where a device's chance comes from: a function of how many bytes are wanted.</summary>
public static class DeviceRandom
{
    /// <summary>The machine's cryptographic generator, as on a real phone.</summary>
    public static Func<int, byte[]> Real { get; } = RandomNumberGenerator.GetBytes;

    /// <summary>
    /// Bytes that follow from a seed and a label, so that a simulated person blinds the same message again after a restart and gets the same
    /// signature. Whoever knows the seed knows her passes: for simulated staff only.
    /// </summary>
    public static Func<int, byte[]> Seeded(byte[] seed, string label)
    {
        var key = HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(label));
        var counter = 0;
        return length =>
        {
            var bytes = new byte[length];
            Span<byte> count = stackalloc byte[sizeof(int)];
            for (var at = 0; at < length; at += HMACSHA256.HashSizeInBytes)
            {
                BinaryPrimitives.WriteInt32BigEndian(count, counter++);
                HMACSHA256.HashData(key, count).AsSpan(0, Math.Min(HMACSHA256.HashSizeInBytes, length - at)).CopyTo(bytes.AsSpan(at));
            }

            return bytes;
        };
    }
}
