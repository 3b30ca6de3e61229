package io.dayshift.systemtests.crew;

import java.util.ArrayList;
import java.util.List;

/** The user that services come to Redis as: one that may do what Dayshift does, in its namespace, and nothing else. */
public final class ServiceUser {

    /** What it may do, as {@code docs/redis.md} has it. */
    public static final String RULES = "~{dayshift}:* &{dayshift}:* -@all"
            + " +eval +evalsha +time +publish +subscribe +wait"
            + " +get +set +del +exists +incrby"
            + " +hget +hset +hdel +hlen +hkeys +hgetall +hmget +hexists +hincrby"
            + " +lpush +rpush +lpop +rpop +llen +lrange +lrem +ltrim +lpos"
            + " +sadd +srem +smembers +smismember"
            + " +zadd +zrem +zcard +zrange +zrank +zscore +zremrangebyrank"
            + " +hello +ping +info +config|get +client|setname +cluster|nodes +cluster|info +cluster|myid";

    private static final String NAME = "dayshift";
    private static final String PASSWORD = "for-tests";

    private ServiceUser() {}

    /** What makes a {@code redis-server} know it. */
    static List<String> redisOptions() {
        var options = new ArrayList<>(List.of("--user", NAME, "on", ">" + PASSWORD));
        options.addAll(List.of(RULES.split(" ")));
        return options;
    }

    /** What makes a service be it. */
    static List<String> springOptions() {
        return List.of("--spring.data.redis.username=" + NAME, "--spring.data.redis.password=" + PASSWORD);
    }
}
