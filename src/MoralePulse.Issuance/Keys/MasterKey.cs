using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace MoralePulse.Issuance.Keys;

/// <summary>
/// Seals what must not lie open in the database, private pass keys first, under a key that is not in it: setting <c>PassKeys:MasterKey</c> (base64 of 32 bytes), else the file
/// <c>{DATA_DIR}/keys/pass-keys.key</c>, made when missing.
/// </summary>
public sealed class MasterKey
{
    private const int Size = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string FileName = "pass-keys.key";

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>A key of given bytes.</summary>
    /// <exception cref="InvalidOperationException">Not 32 bytes.</exception>
    public static MasterKey Of(byte[] key) =>
        key is { Length: Size } ? new(key) : throw new InvalidOperationException($"The key that seals pass keys (PassKeys__MasterKey, or the file) must be {Size} bytes in base64.");

    /// <summary>The key that the settings name.</summary>
    /// <exception cref="InvalidOperationException">It is not 32 bytes in base64.</exception>
    public static MasterKey From(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = settings["PassKeys:MasterKey"] is { Length: > 0 } set ? set : FromFile(Folder(settings));
        var bytes = new byte[Size + 1];
        return Of(Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? bytes[..length] : []);
    }

    /// <summary>The same for a process beside the service, which makes none; null where the settings name none and there is no file.</summary>
    /// <exception cref="InvalidOperationException">It is not 32 bytes in base64.</exception>
    public static MasterKey? Known(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings["PassKeys:MasterKey"] is { Length: > 0 } || File.Exists(Path.Combine(Folder(settings), FileName)) ? From(settings) : null;
    }

    /// <summary>Nonce, tag and the sealed bytes, tied to what they are for.</summary>
    /// <param name="plain">What is sealed.</param>
    /// <param name="purpose">A key's id, or another name: opening needs the same.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> purpose)
    {
        var result = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize), purpose);
        return result;
    }

    /// <summary>What was sealed.</summary>
    /// <param name="box">What <see cref="Seal"/> gave.</param>
    /// <param name="purpose">What it was sealed for.</param>
    /// <exception cref="InvalidOperationException">It was sealed under another key, or for another purpose.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> purpose)
    {
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        try
        {
            cipher.Decrypt(box[..NonceSize], box[(NonceSize + TagSize)..], box[NonceSize..(NonceSize + TagSize)], plain, purpose);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidOperationException("Keys in the database were sealed under another key than PassKeys__MasterKey or the file in DATA_DIR/keys: restore the one that they were made with.");
        }

        return plain;
    }

    /// <summary>A digest that nobody without this key can make or try guesses against: 32 bytes.</summary>
    /// <param name="of">What it is of.</param>
    /// <param name="purpose">What it is for: the same bytes have another digest for another purpose.</param>
    public byte[] Digest(ReadOnlySpan<byte> of, ReadOnlySpan<byte> purpose)
    {
        Span<byte> derived = stackalloc byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], purpose);
        return HMACSHA256.HashData(derived, of);
    }

    /// <summary>Whether something was sealed under this key for this purpose.</summary>
    public bool Opens(ReadOnlySpan<byte> box, ReadOnlySpan<byte> purpose)
    {
        try
        {
            CryptographicOperations.ZeroMemory(Open(box, purpose));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Folder(IConfiguration settings) => Path.Combine(settings["DATA_DIR"] is { Length: > 0 } folder ? folder : ".data", "keys");

    // Written whole to a file of its own first, so that of two processes that start at once both read the same key.
    private static string FromFile(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file)) return File.ReadAllText(file);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var draft = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }

        return File.ReadAllText(file);
    }
}
